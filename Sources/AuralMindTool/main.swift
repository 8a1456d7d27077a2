print("auralmind")
