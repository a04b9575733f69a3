"""When a project was removed: its review stays until somebody adds its folder again, or deletes it for good."""

STATEMENTS = ("ALTER TABLE projects ADD COLUMN removed TEXT",)
