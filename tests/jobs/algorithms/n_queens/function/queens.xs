function "queens" {
  input {
    int size filters=min:1|max:7
  }

  stack {
    function.run "queens_place" {
      input = { size: $input.size, columns: [] }
    } as $solutions

    var $board { value = [] }

    conditional {
      if (($solutions|count) > 0) {
        foreach ($solutions|first) {
          each as $column {
            array.push $board {
              value = (("."|fill:0:$input.size)|set:$column:"Q")|join:""
            }
          }
        }
      }
    }
  }

  response = {
    solutions: $solutions|count
    first: $solutions|first
    board: $board
  }
}
