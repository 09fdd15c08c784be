// Databases that nobody has used yet, on the server that `make test-node` starts.

const server = process.env.MILKROUND_TEST_POSTGRES_URL;

/** How a test is declared that needs one. */
export const onPostgres = { skip: server ? false : "no server: `make test-node` starts one" };

/** The address of one. Test files run side by side, so each number stands in one place alone. */
export function database(number) {
  const url = new URL(server);
  url.pathname = `/hub_${number}`;
  return url;
}
