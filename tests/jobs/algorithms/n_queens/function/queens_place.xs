// All ways to go on from queens that stand in the rows so far, by their columns.
function "queens_place" {
  input {
    int size
    int[] columns
  }

  stack {
    var $row { value = $input.columns|count }

    conditional {
      if ($row == $input.size) {
        return {
          value = [$input.columns]
        }
      }
    }

    var $all { value = [] }

    for ($input.size) {
      each as $column {
        var $safe {
          value = $input.columns|every:($$ != $column && (($column - $$)|abs) != ($row - $index))
        }

        conditional {
          if ($safe) {
            function.run "queens_place" {
              input = {
                size: $input.size
                columns: $input.columns|push:$column
              }
            } as $found

            array.merge $all { value = $found }
          }
        }
      }
    }
  }

  response = $all
}
