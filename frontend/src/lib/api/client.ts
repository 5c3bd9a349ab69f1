/** The one way to the server. Its own process only: no other address is ever asked. */

/** What the server said was wrong, and what to do (RFC 9457). */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail: string,
    readonly whatToDo: string,
  ) {
    super(detail || title)
  }
}

/** No answer at all. */
export class OfflineError extends Error {}

export type Value = string | number | boolean | null | undefined
export type Query = Record<string, Value | readonly string[]>

export function queryString(query: Query): string {
  const pairs = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (Array.isArray(value)) for (const one of value as readonly string[]) pairs.append(name, one)
    else if (value !== null && value !== undefined && value !== '') pairs.append(name, String(value))
  }
  const text = pairs.toString()
  return text ? `?${text}` : ''
}

export const apiAddress = (path: string, query: Query = {}): string => `/api/v1${path}${queryString(query)}`

/** Read JSON from under /api/v1. Throws ApiError, OfflineError, or AbortError when `signal` ends it. */
export async function read<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
  let response: Response
  try {
    response = await fetch(apiAddress(path, query), {
      headers: { Accept: 'application/json' },
      ...(signal ? { signal } : {}),
    })
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new OfflineError(String(error))
  }
  if (response.ok) return (await response.json()) as T
  const problem = (await response.json().catch(() => ({}))) as Record<string, unknown>
  const text = (name: string): string => (typeof problem[name] === 'string' ? problem[name] : '')
  throw new ApiError(response.status, text('title'), text('detail') || text('error'), text('what_to_do'))
}
