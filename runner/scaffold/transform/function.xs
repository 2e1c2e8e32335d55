// The customers, and what each of them ordered; the largest total first.
function "@NAME@" {
  description = "Totals of orders by customer"

  input {
    json orders {
      description = "Objects with a customer and an amount"
    }

    decimal minimum?=0 filters=min:0 {
      description = "Customers below this total are left out"
    }
  }

  stack {
    var $groups {
      value = $input.orders|index_by:"customer"
    }

    var $totals {
      value = []
    }

    foreach ($groups|entries) {
      each as $group {
        array.push $totals {
          value = {
            customer: $group.key
            orders  : $group.value|count
            total   : $group.value|map:$$.amount|sum
          }
        }
      }
    }
  }

  response = $totals
    |filter:$$.total >= $input.minimum
    |sort:"total":"number":false
}
