// Groups by the first key, and each group by the keys that are left.
function "group_nested" {
  input {
    json rows
    text[] by
    text sum
  }

  stack {
    var $total { value = $input.rows|map:($$|get:$input.sum:0)|sum }
    var $answer { value = { count: $input.rows|count, total: $total } }

    conditional {
      if ($input.by|is_empty) {
        return { value = $answer }
      }
    }

    var $key { value = $input.by|first }

    array.group_by ($input.rows) {
      by = $this|get:$key:"(none)"
    } as $groups

    var $children { value = {} }

    foreach ($groups|entries) {
      each as $group {
        function.run "group_nested" {
          input = {
            rows: $group.value
            by: $input.by|slice:1
            sum: $input.sum
          }
        } as $child

        var.update $children { value = $children|set:$group.key:$child }
      }
    }
  }

  response = $answer|set:$key:$children
}
