"""The chat in a browser, its pages, and the doors for other programs. `serve` joins what stands in this folder.

`guard` stands before everything: headers, limits, and who is asking. `page` is the conversation as Gradio draws it and
`chat` the conversation itself; the other rooms are plain pages and routes, a family each, and take a `Service`.
"""
