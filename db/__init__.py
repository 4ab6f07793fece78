"""What the case file is: SQLite, the ledger and the records. Knows no Qt."""
