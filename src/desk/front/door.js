// On the page for those who were not let in: a browser that was goes back to the desk, which has kept where that is.

const desk = localStorage.getItem("chapbook-desk");
if (desk && /^\/\w+\/$/.test(desk) && location.pathname !== desk) location.replace(desk + location.hash);
