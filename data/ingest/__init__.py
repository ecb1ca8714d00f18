"""The one path of every declared source: read, check, stage, match, upsert, count."""
