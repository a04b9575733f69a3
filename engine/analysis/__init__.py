"""Static analysis: parsed units, their statements and SQL nodes with places, and facts about the project."""
