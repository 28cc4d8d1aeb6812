"""What other programs may ask, whichever way they come: the HTTP API and the MCP server open the same `Door`.

`shapes` are the values that go out, `made` fills them from what the assistant gives, `door` says what may be asked.
Nothing of a web or of a protocol is known here, so neither way in can tell something else than the other.
"""
