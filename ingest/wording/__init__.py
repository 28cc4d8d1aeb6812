"""How committee papers are worded: sentences, lists, committees, verbs. What the rules of facts share. Pure."""
