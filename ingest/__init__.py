"""The lower storey: papers go in, and a library comes out in which each paragraph has an address.

Importing this package, which every other room does first, closes the doors that the libraries we use would otherwise
open by themselves: usage reports, model hubs. A person who sets one of these to another value keeps it. Tracing, which
is set for other programs and would send questions and paragraphs elsewhere, closed ones too, is closed whatever is set.
"""

import os

_CLOSED = {
    "ANONYMIZED_TELEMETRY": "False",  # chromadb
    "DO_NOT_TRACK": "1",
    "GRADIO_ANALYTICS_ENABLED": "False",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_OFFLINE": "1",
    "TOKENIZERS_PARALLELISM": "false",  # no warning when a reading process is forked
    "TRANSFORMERS_OFFLINE": "1",
}
for _name, _value in _CLOSED.items():
    os.environ.setdefault(_name, _value)
for _family in ("LANGCHAIN", "LANGSMITH"):
    for _name in ("TRACING", "TRACING_V2"):
        os.environ[f"{_family}_{_name}"] = "false"
os.environ.pop("LANGCHAIN_TRACING")  # an older kind: set to anything at all, langchain refuses to run
os.environ.pop("LANGCHAIN_HANDLER", None)  # the same, older still
