// Sorts by recursion; equal rows keep their order.
function "merge_sort" {
  input {
    json rows
    text by
  }

  stack {
    var $count { value = $input.rows|count }

    conditional {
      if ($count <= 1) {
        return { value = $input.rows }
      }
    }

    var $half { value = ($count / 2)|floor }

    function.run "merge_sort" {
      input = { rows: $input.rows|slice:0:$half, by: $input.by }
    } as $left

    function.run "merge_sort" {
      input = { rows: $input.rows|slice:$half, by: $input.by }
    } as $right

    function.run "merge_sorted" {
      input = { left: $left, right: $right, by: $input.by }
    } as $sorted
  }

  response = $sorted
}
