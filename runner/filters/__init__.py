"""The value filters, one module for each family; `families` lists them."""
