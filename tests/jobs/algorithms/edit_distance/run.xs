run.job "Edit distance" {
  main = {
    name: "edit_distance"
    input: {
      left: "kitten"
      right: "sitting"
    }
  }
}
