// Shows the API description with the Swagger UI that is installed beside the project.
"use strict";

const place = document.getElementById("docs");

SwaggerUIBundle({
  url: place.dataset.description,
  domNode: place,
  deepLinking: true,
  validatorUrl: null,
});
