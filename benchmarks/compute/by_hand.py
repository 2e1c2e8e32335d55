"""The algorithms of `functions.xs`, step by step the same, as one writes them in plain Python."""

from __future__ import annotations


def sieve(n: int) -> int:
    flags = [True] * (n + 1)
    total = 0
    i = 2
    while i <= n:
        if flags[i]:
            total = total + 1
            j = i * i
            while j <= n:
                flags[j] = False
                j = j + i
        i = i + 1
    return total


def edit_distance(a: str, b: str) -> int:
    m, n = len(a), len(b)
    previous = list(range(n + 1))
    for i in range(m):
        current = [i + 1]
        for j in range(n):
            cost = 0 if a[i] == b[j] else 1
            best = previous[j] + cost
            if previous[j + 1] + 1 < best:
                best = previous[j + 1] + 1
            if current[j] + 1 < best:
                best = current[j] + 1
            current.append(best)
        previous = current
    return previous[n]


def lcs(a: list[int], b: list[int]) -> int:
    n = len(b)
    previous = [0] * (n + 1)
    for x in a:
        current = [0]
        for j in range(n):
            if x == b[j]:
                current.append(previous[j] + 1)
            elif previous[j + 1] > current[j]:
                current.append(previous[j + 1])
            else:
                current.append(current[j])
        previous = current
    return previous[n]


def knapsack(weights: list[int], values: list[int], capacity: int) -> int:
    best = [0] * (capacity + 1)
    for i in range(len(weights)):
        w = capacity
        while w >= weights[i]:
            candidate = best[w - weights[i]] + values[i]
            if candidate > best[w]:
                best[w] = candidate
            w = w - 1
    return best[capacity]


def bubble_sort(nums: list[int]) -> list[int]:
    a = list(nums)
    n = len(a)
    for i in range(n):
        for j in range(n - i - 1):
            if a[j] > a[j + 1]:
                held = a[j]
                a[j] = a[j + 1]
                a[j + 1] = held
    return a


def insertion_sort(nums: list[int]) -> list[int]:
    a = list(nums)
    i = 1
    while i < len(a):
        key = a[i]
        j = i - 1
        while j >= 0 and a[j] > key:
            a[j + 1] = a[j]
            j = j - 1
        a[j + 1] = key
        i = i + 1
    return a


def queens(n: int) -> int:
    columns = [-1] * n
    row = 0
    found = 0
    while row >= 0:
        columns[row] = columns[row] + 1
        if columns[row] >= n:
            columns[row] = -1
            row = row - 1
        else:
            safe = True
            for r in range(row):
                gap = columns[r] - columns[row]
                if gap == 0 or gap == row - r or gap == r - row:
                    safe = False
                    break
            if safe:
                if row == n - 1:
                    found = found + 1
                else:
                    row = row + 1
    return found


def life(cells: list[int], width: int, rounds: int) -> int:
    height = len(cells) // width
    for _ in range(rounds):
        after = []
        for y in range(height):
            for x in range(width):
                around = 0
                for dy in range(3):
                    for dx in range(3):
                        at = (y + dy + height - 1) % height * width + (x + dx + width - 1) % width
                        around = around + cells[at]
                alive = cells[y * width + x]
                around = around - alive
                if around == 3 or (alive == 1 and around == 2):
                    after.append(1)
                else:
                    after.append(0)
        cells = after
    return sum(cells)


def rain(heights: list[int]) -> int:
    left, right = 0, len(heights) - 1
    left_max, right_max, water = 0, 0, 0
    while left < right:
        if heights[left] < heights[right]:
            if heights[left] >= left_max:
                left_max = heights[left]
            else:
                water = water + left_max - heights[left]
            left = left + 1
        else:
            if heights[right] >= right_max:
                right_max = heights[right]
            else:
                water = water + right_max - heights[right]
            right = right - 1
    return water


def flood_fill(grid: list[list[int]], row: int, column: int) -> int:
    grid = [list(line) for line in grid]
    height, width = len(grid), len(grid[0])
    old = grid[row][column]
    stack = [[row, column]]
    filled = 0
    while len(stack) > 0:
        y, x = stack.pop()
        if y >= 0 and y < height and x >= 0 and x < width and grid[y][x] == old:
            grid[y][x] = 9
            filled = filled + 1
            stack.append([y + 1, x])
            stack.append([y - 1, x])
            stack.append([y, x + 1])
            stack.append([y, x - 1])
    return filled


def transpose(matrix: list[list[int]]) -> list[list[int]]:
    out = []
    for j in range(len(matrix[0])):
        line = []
        for i in range(len(matrix)):
            line.append(matrix[i][j])
        out.append(line)
    return out


def coin_change(coins: list[int], amount: int) -> int:
    ways = [0] * (amount + 1)
    ways[0] = 1
    for coin in coins:
        value = coin
        while value <= amount:
            ways[value] = ways[value] + ways[value - coin]
            value = value + 1
    return ways[amount]
