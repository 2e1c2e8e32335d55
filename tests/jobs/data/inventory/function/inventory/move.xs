function "inventory/move" {
  input {
    json? entry
    json movement
  }

  stack {
    precondition ($input.entry !== null) {
      error_type = "notfound"
      error = "There is no " ~ $input.movement.item
    }

    switch ($input.movement.kind) {
      case ("in") {
        var $left { value = $input.entry.quantity + $input.movement.quantity }
      } break

      case ("out") {
        var $left { value = $input.entry.quantity - $input.movement.quantity }

        precondition ($left >= 0) {
          error_type = "badrequest"
          error = "Only %d of %s are left"|sprintf:$input.entry.quantity:$input.movement.item
        }
      } break

      case ("count") {
        var $left { value = $input.movement.quantity }
      } break
    }
  }

  response = $input.entry|set:"quantity":$left
}
