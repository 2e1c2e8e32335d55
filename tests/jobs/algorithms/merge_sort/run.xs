run.job "Merge sort" {
  main = { name: "merge_sort", input: { rows: [ { id: 1, age: 30 }, { id: 2, age: 25 }, { id: 3, age: 30 }, { id: 4, age: 8 } ], by: "age" } }
}
