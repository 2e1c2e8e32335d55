query "orders/{id}" verb=GET {
  api_group = "orders"

  input {
    int id
    int unread //? unused-input
  }

  stack {
    var $total {
      value = $input.id|nosuch //? unknown-filter
    }

    var $more {
      value = [
        $input.ident //? unset-input the query `orders/{id}`
        $nothing //? unset-var
      ]
    }
  }

  response = {total: $total, more: $more}
}
---
task "nightly" {
  stack {
    var $x { //? unused-var
      value = 1
    }
  }


}
---
middleware "log" {
  input {
    json vars
    enum type {
      values = ["pre", "post"]
    }
  }

  stack {
    debug.log {
      value = $input.whatever
    }
  }
}
