"""What models cost: a budget a day for each project, and a ledger in which every call is reserved before it is made."""
