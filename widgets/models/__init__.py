"""What lists show: rows made of records, and the delegates that draw them."""
