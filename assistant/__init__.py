"""Answer questions from the library, with citations that have been checked."""
