"""The set-based steps of an import, each a file with a sentence on top."""
