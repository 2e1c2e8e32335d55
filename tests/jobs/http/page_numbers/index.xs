run.job "All products" {
  main = { name: "products", input: { url: "https://shop.test/products" } }
}
---
// Reads the number of pages from a header of the first page.
function "products" {
  input {
    text url
    int per_page?=50
  }

  stack {
    var $page { value = 1 }
    var $pages { value = 1 }
    var $products { value = [] }

    while ($page <= $pages) {
      each {
        api.request {
          url = $input.url
          method = "GET"
          params = {page: $page, per_page: $input.per_page}
        } as $request

        var $response { value = $request.response }

        conditional {
          if ($response.status == 404 && $page > 1) {
            // The shop has shrunk meanwhile
            break
          }
        }

        precondition ($response.status == 200) {
          error_type = $response.status == 404 ? "notfound" : "standard"
          error = "%s answered with %d"|sprintf:$input.url:$response.status
        }

        var $header {
          value = $response.headers|find:`$$|istarts_with:"x-total-pages:"`
        }

        conditional {
          if ($header !== null) {
            var.update $pages { value = $header|split:":"|last|trim|to_int }
          }
        }

        foreach ($response.result) {
          each as $product {
            array.push $products {
              value = $product|pick:["id", "name"]
            }
          }
        }

        math.add $page { value = 1 }
      }
    }
  }

  response = $products|sort:"id":"number"
}
