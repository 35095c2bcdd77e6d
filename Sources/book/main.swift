import Building

print("book")
