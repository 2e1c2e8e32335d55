run.job "Prices of several shops" {
  main = {
    name: "cheapest"
    input: { article: "tea", shops: ["north", "south", "west"] }
  }
  env = ["SHOPS_URL"]
}
---
// Asks all shops at the same time and takes the cheapest answer.
function "cheapest" {
  input {
    text article
    text[1:] shops
  }

  stack {
    var $running { value = [] }

    foreach ($input.shops) {
      each as $shop {
        function.run "price_of" {
          async = true
          input = { shop: $shop, article: $input.article }
        } as $future

        array.push $running { value = $future }
      }
    }

    // The exchange rate comes meanwhile
    api.request {
      url = $env.SHOPS_URL ~ "/rate"
      async = true
    } as $rate_request

    await {
      ids = $running
    } as $offers

    await ($rate_request) as $rate

    var $good { value = $offers|filter:$$.price !== null|sort:"price":"number" }
  }

  response = {
    cheapest: $good|first
    asked: $offers|map:$$.shop
    silent: $offers|filter:$$.price === null|map:$$.shop
    rate: $rate.response.result.rate
  }
}
---
function "price_of" {
  input {
    text shop
    text article
  }

  stack {
    try_catch {
      try {
        api.request {
          url = "%s/%s/price"|sprintf:$env.SHOPS_URL:$input.shop
          params = {article: $input.article}
        } as $answer

        precondition ($answer.response.status == 200) {
          error = "status " ~ $answer.response.status
        }

        var $price { value = $answer.response.result.price }
      }

      catch {
        debug.log { value = $input.shop ~ ": " ~ $error.message }
        var $price { value = null }
      }
    }
  }

  response = { shop: $input.shop, price: $price }
}
