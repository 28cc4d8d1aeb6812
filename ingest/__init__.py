"""The lower storey: papers go in, and a library comes out in which each paragraph has an address.

Importing this package, which every other room does first, closes the doors that the libraries we use would otherwise
open by themselves: usage reports, model hubs, tracing. A person who sets one of these to another value keeps it.
"""

import os

_CLOSED = {
    "ANONYMIZED_TELEMETRY": "False",  # chromadb
    "DO_NOT_TRACK": "1",
    "GRADIO_ANALYTICS_ENABLED": "False",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_OFFLINE": "1",
    "LANGCHAIN_TRACING_V2": "false",
    "LANGSMITH_TRACING": "false",
    "TOKENIZERS_PARALLELISM": "false",  # no warning when a reading process is forked
    "TRANSFORMERS_OFFLINE": "1",
}
for _name, _value in _CLOSED.items():
    os.environ.setdefault(_name, _value)
