/** The document may style itself and do nothing else, wherever it is opened. */
export const documentPolicy = "default-src 'none'; style-src 'unsafe-inline'; font-src 'self'; frame-ancestors 'self'";
