run.job "Pack a van" {
  main = {
    name: "pack"
    input: {
      capacity: 10
      items: [
        { name: "drill", weight: 5, value: 10 },
        { name: "ladder", weight: 4, value: 40 },
        { name: "saw", weight: 6, value: 30 },
        { name: "lamp", weight: 3, value: 50 }
      ]
    }
  }
}
---
function "pack" {
  input {
    int capacity filters=min:0
    object[] items {
      schema {
        text name filters=trim
        int weight filters=min:1
        decimal value
      }
    }
  }

  stack {
    // best[c] is the best value for a capacity of c, taken[c] what it is made of
    var $best { value = (0|fill:0:$input.capacity + 1) }
    var $taken { value = ([]|fill:0:$input.capacity + 1) }

    foreach ($input.items) {
      each as $item {
        // From above, or an item would be taken twice
        var $c { value = $input.capacity }

        while ($c >= $item.weight) {
          each {
            var $with { value = $best[$c - $item.weight] + $item.value }

            conditional {
              if ($with > $best[$c]) {
                var.update $best[$c] { value = $with }
                var.update $taken[$c] {
                  value = $taken[$c - $item.weight]|push:$item.name
                }
              }
            }

            math.sub $c { value = 1 }
          }
        }
      }
    }

    var $names { value = $taken|last }

    var $weight {
      value = $input.items|filter:($names|contains:$$.name)|map:$$.weight|sum
    }
  }

  response = {
    value: $best|last
    weight: $weight
    items: $names
  }
}
