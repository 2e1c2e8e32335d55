run.job "Orders with rules" {
  main = {
    name: "place_orders"
    input: {
      orders: [
        { sku: "tea", quantity: 2 }
        { sku: "tea", quantity: 50 }
        { sku: "gold", quantity: 1 }
        { sku: "milk", quantity: 0 }
      ]
    }
  }
}
---
// Errors carry data that the caller works with.
function "place_orders" {
  input {
    json orders
    bool stop_at_first?
  }

  stack {
    var $stock { value = { tea: 10, milk: 5, gold: 1 } }
    var $placed { value = [] }
    var $partly { value = [] }
    var $refused { value = {} }

    foreach ($input.orders) {
      each as $order {
        try_catch {
          try {
            function.run "place_order" {
              input = { order: $order, stock: $stock }
            } as $left

            var.update $stock { value = $stock|merge:$left }
            array.push $placed { value = $order.sku }
          }

          catch {
            // By name first, then by what the error brought along
            switch ($error.name) {
              case ("out_of_stock") {
                array.push $partly {
                  value = { sku: $error.result.sku, missing: $error.result.wanted - $error.result.left }
                }
              } break

              case ("rule") {
                var $rule { value = $error.result.rule }
                var $list { value = $refused|get:$rule:[] }
                var.update $refused[$rule] { value = $list|push:$order.sku }
              } break

              default {
                throw {
                  name = "unexpected"
                  value = { order: $order, error: $error.message }
                }
              }
            }

            conditional {
              if ($input.stop_at_first == true) {
                break
              }
            }
          }
        }
      }
    }
  }

  response = { placed: $placed, partly: $partly, refused: $refused, stock: $stock }
}
---
function "place_order" {
  input {
    object order {
      schema {
        text sku
        int quantity
      }
    }

    json stock
  }

  stack {
    var $o { value = $input.order }

    conditional {
      if ($o.quantity < 1) {
        throw {
          name = "rule"
          value = { rule: "minimum", quantity: $o.quantity }
        }
      }
      elseif ($o.sku == "gold") {
        throw { name = "rule" value = { rule: "forbidden" } }
      }
    }

    var $left { value = $input.stock|get:$o.sku:0 }

    conditional {
      if ($left < $o.quantity) {
        throw {
          name = "out_of_stock"
          value = { sku: $o.sku, wanted: $o.quantity, left: $left }
        }
      }
    }
  }

  response = {}|set:$o.sku:$left - $o.quantity
}
