import Ladder

print("bench")
