run.job "Pivot" {
  main = {
    name: "pivot"
    input: {
      rows: [
        { month: "Jan", product: "tea", amount: 3 }
        { month: "Jan", product: "milk", amount: 1 }
        { month: "Feb", product: "tea", amount: 4 }
        { month: "Jan", product: "tea", amount: 2 }
      ]
      row: "month"
      column: "product"
      value: "amount"
    }
  }
}
---
function "pivot" {
  input {
    json rows
    text row
    text column
    text value
    enum how?=sum {
      values = ["sum", "count", "max", "avg"]
    }
  }

  stack {
    var $columns { value = $input.rows|map:($$|get:$input.column)|unique }
    var $cells { value = {} }

    foreach ($input.rows) {
      each as $item {
        var $at { value = [$item[$input.row], $item[$input.column]] }
        var $cell { value = $cells[$at[0]][$at[1]] ?? [] }
        var.update $cells[$at[0]][$at[1]] { value = $cell|push:($item|get:$input.value) }
      }
    }

    var $table { value = [] }

    foreach ($cells|keys) {
      each as $name {
        var $line { value = {}|set:$input.row:$name }
        var $all { value = [] }

        foreach ($columns) {
          each as $column {
            var $values { value = $cells|get:$name|get:$column:[] }
            array.merge $all { value = $values }
            function.run "aggregate" { input = { values: $values, how: $input.how } } as $number
            var.update $line[$column] { value = $number }
          }
        }

        function.run "aggregate" { input = { values: $all, how: $input.how } } as $number
        array.push $table { value = $line|set:"all":$number }
      }
    }
  }

  response = $table
}
---
function "aggregate" {
  input {
    json values
    text how
  }

  stack {
    switch ($input.how) {
      case ("sum") {
        var $number { value = $input.values|sum }
      } break

      case ("count") {
        var $number { value = $input.values|count }
      } break

      case ("max") {
        var $number { value = $input.values|array_max }
      } break

      default {
        var $number { value = ($input.values|count) == 0 ? null : ($input.values|avg|round:2) }
      }
    }
  }

  response = $number
}
