"""What the end-to-end tests share: the server process, the operator's API, and charge points of several kinds."""
