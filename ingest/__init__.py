"""Turn committee reports into a library that can be searched and cited."""
