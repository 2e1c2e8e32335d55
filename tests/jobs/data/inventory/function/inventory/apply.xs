// Applies movements in order; those that cannot be done are told and left out.
function "inventory/apply" {
  input {
    json stock
    object[] movements {
      schema {
        text item
        enum kind { values = ["in", "out", "count"] }
        int quantity filters=min:0
      }
    }
  }

  stack {
    var $stock { value = $input.stock }
    var $problems { value = [] }
    var $number { value = 0 }

    foreach ($input.movements) {
      each as $movement {
        math.add $number { value = 1 }

        try_catch {
          try {
            function.run "inventory/move" {
              input = { entry: $stock|get:$movement.item:null, movement: $movement }
            } as $entry

            var.update $stock[$movement.item] { value = $entry }
          }

          catch {
            array.push $problems {
              value = { movement: $number, code: $error.name, message: $error.message }
            }
          }
        }
      }
    }

    var $reorder { value = [] }

    foreach ($stock|entries) {
      each as $pair {
        conditional {
          if ($pair.value.quantity < ($pair.value|get:"minimum":0)) {
            array.push $reorder {
              value = { item: $pair.key, quantity: 2 * $pair.value.minimum - $pair.value.quantity }
            }
          }
        }
      }
    }
  }

  response = { stock: $stock, problems: $problems, reorder: $reorder }
}
