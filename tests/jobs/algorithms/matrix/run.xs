run.job "Matrices" {
  main = {
    name: "matrix"
    input: {
      operation: "multiply"
      a: [[1, 2], [3, 4]]
      b: [[5, 6], [7, 8]]
    }
  }
}
