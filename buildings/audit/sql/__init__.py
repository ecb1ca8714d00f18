"""The statements of the audit."""
