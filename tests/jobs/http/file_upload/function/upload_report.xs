function "upload_report" {
  input {
    text title
    json rows
    bool public?=false
  }

  stack {
    var $csv { value = $input.rows|csv_encode }

    api.request {
      url = $env.FILES_URL ~ "/files"
      method = "POST"
      params = {
        title: $input.title
        public: $input.public
        file: { name: (now|format_timestamp:"Y-m-d":"UTC") ~ ".csv", type: "text/csv", data: $csv }
      }
      headers = [
        "Content-Type: multipart/form-data"
        "Authorization: Bearer " ~ $env.FILES_TOKEN
      ]
      timeout = 60
    } as $upload

    conditional {
      if ($upload.response.status == 413) {
        throw {
          name = "too_large"
          value = { bytes: $csv|strlen, limit: $upload.response.result.limit }
        }
      }
    }

    precondition ($upload.response.status == 201) {
      error = "The upload failed with " ~ $upload.response.status
    }

    var $location { value = $upload.response.headers|find:($$|istarts_with:"location:") }
  }

  response = {
    id: $upload.response.result.id
    location: ($location ?? "")|replace:"Location:":""|trim
    bytes: $csv|strlen
  }
}
