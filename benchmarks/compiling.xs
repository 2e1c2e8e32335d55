function "price_orders" {
  input {
    json orders
    text currency?="EUR" filters=trim|upper
    decimal discount?=0 filters=min:0|max:100
    text[] vip_customers? filters=trim
    bool dry_run?=false
    int page_size?=50 filters=min:1|max:500
  }

  stack {
    var $rates {
      value = { EUR: 1, USD: 1.08, GBP: 0.85, CHF: 0.96 }
    }

    precondition ($rates|has:$input.currency) {
      error_type = "inputerror"
      error = "There is no rate for " ~ $input.currency
    }

    var $rate {
      value = $rates|get:$input.currency:1
    }

    var $priced {
      value = []
    }

    var $failed {
      value = []
    }

    var $totals {
      value = { count: 0, net: 0, tax: 0, gross: 0 }
    }

    foreach ($input.orders) {
      each as $order {
        conditional {
          if (($order|get:"lines":[])|is_empty) {
            array.push $failed {
              value = { id: $order|get:"id", reason: "no lines" }
            }
            continue
          }
        }

        var $net {
          value = 0
        }

        var $lines {
          value = []
        }

        foreach ($order.lines) {
          each as $line {
            var $price {
              value = ($line.quantity * $line.unit_price)|round:2
            }

            conditional {
              if ($line.quantity >= 100) {
                var.update $price {
                  value = ($price * 0.9)|round:2
                }
              }
            }

            array.push $lines {
              value = {
                sku  : $line.sku|to_upper|trim
                name : $line|get:"name":"unnamed"
                price: $price
              }
            }

            math.add $net {
              value = $price
            }
          }
        }

        var $is_vip {
          value = $input.vip_customers != null && ($input.vip_customers|contains:$order.customer)
        }

        conditional {
          if ($is_vip || $input.discount > 0) {
            var $share {
              value = $is_vip ? 15 : $input.discount
            }

            var.update $net {
              value = ($net * (100 - $share) / 100)|round:2
            }
          }
        }

        switch ($order|get:"country":"DE") {
          case ("DE") {
            var $tax_rate {
              value = 0.19
            }
          } break

          case ("CH") {
            var $tax_rate {
              value = 0.081
            }
          } break

          default {
            var $tax_rate {
              value = 0
            }
          }
        }

        var $tax {
          value = ($net * $tax_rate)|round:2
        }

        var $gross {
          value = (($net + $tax) * $rate)|round:2
        }

        try_catch {
          try {
            conditional {
              if (!$input.dry_run && $gross > 0) {
                api.request {
                  url = "https://pay.example.com/v1/charges"
                  method = "POST"
                  params = {
                    order   : $order.id
                    amount  : ($gross * 100)|to_int
                    currency: $input.currency|to_lower
                  }
                  headers = ["Content-Type: application/json", "Authorization: Bearer " ~ $env.PAY_KEY]
                  timeout = 30
                } as $answer

                precondition ($answer.response.status == 200) {
                  error = "The payment service answered " ~ $answer.response.status
                }
              }
            }

            array.push $priced {
              value = {
                id      : $order.id
                customer: $order.customer
                lines   : $lines
                net     : $net
                tax     : $tax
                gross   : $gross
                label   : "Order %s: %.2f %s"|sprintf:$order.id:$gross:$input.currency
              }
            }

            var.update $totals {
              value = $totals|set:"count":$totals.count + 1|set:"net":$totals.net + $net
            }

            var.update $totals.tax {
              value = $totals.tax + $tax
            }

            var.update $totals.gross {
              value = $totals.gross + $gross
            }
          }

          catch {
            array.push $failed {
              value = { id: $order.id, reason: $error.message }
            }
          }
        }
      }
    }

    var $best {
      value = $priced|sort:"gross":"number":false|slice:0:$input.page_size
    }

    var $customers {
      value = $priced|map:$$.customer|unique|sort:"":"text":true
    }
  }

  response = {
    orders   : $best
    failed   : $failed
    customers: $customers
    totals   : $totals
    average  : $totals.count > 0 ? ($totals.gross / $totals.count)|round:2 : 0
  }
}
