using System.Net.Http.Headers;
using System.Text;
using Arch.Sdk;

namespace Arch.Plugin.Http;

/// <summary>What is to be sent; makes a fresh message for each hop. Immutable but for the hop's address and method.</summary>
internal sealed class RequestPlan
{
    private static readonly string[] KeptForOthers = ["Accept", "Accept-Language", "User-Agent"];

    private readonly Dictionary<string, string> _headers;
    private readonly RequestBody? _body;
    private readonly ApiKey? _queryKey;

    private RequestPlan(HttpMethod method, Uri address, Dictionary<string, string> headers, RequestBody? body, ApiKey? queryKey, ClientCredentials? oauth)
    {
        Method = method;
        Address = address;
        _headers = headers;
        _body = body;
        _queryKey = queryKey;
        OAuth = oauth;
    }

    public HttpMethod Method { get; }

    /// <summary>Gets the address without the key that is sent in it.</summary>
    public Uri Address { get; }

    /// <summary>Gets what the token of the request is fetched with; <see langword="null"/> when it has none.</summary>
    public ClientCredentials? OAuth { get; }

    /// <summary>Gets the request for messages: method and address without its query, which may hold keys.</summary>
    public string Name => $"{Method} {Address.GetLeftPart(UriPartial.Path)}";

    /// <exception cref="StepException">http_input.</exception>
    public static RequestPlan Create(ServerInput input, HttpMethod method, RequestBody? body, StepContext context)
    {
        var address = RequestAddress.Create(input);
        var headers = new Dictionary<string, string>(input.Headers, StringComparer.OrdinalIgnoreCase);
        AddConnectionHeaders(headers, input);
        AddAuth(headers, input.Auth);
        headers.TryAdd("User-Agent", "Arch");
        if (method == HttpMethod.Post || method == HttpMethod.Patch)
        {
            headers.TryAdd("Idempotency-Key", context.IdempotencyKey);
        }

        ApiKey? queryKey = null;
        if (input.Auth?.ApiKey is { In: ApiKeyPlace.Query } key)
        {
            queryKey = key;
            address = RequestAddress.Without(address, key.Name);
        }

        var plan = new RequestPlan(method, address, headers, body, queryKey, input.Auth?.Oauth2);
        plan.CreateMessage(null).Dispose(); // refuses wrong headers before anything is sent
        return plan;
    }

    public HttpRequestMessage CreateMessage(string? token)
    {
        var address = _queryKey is null ? Address : RequestAddress.With(Address, _queryKey.Name, _queryKey.Value);
        var message = new HttpRequestMessage(Method, address) { Content = _body?.CreateContent() };
        foreach (var (name, value) in _headers)
        {
            Add(message, name, value);
        }

        if (token is not null)
        {
            message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        return message;
    }

    /// <summary>Gives the request with another header, in place of one of its name.</summary>
    public RequestPlan With(string header, string value) =>
        new(Method, Address, new(_headers, StringComparer.OrdinalIgnoreCase) { [header] = value }, _body, _queryKey, OAuth);

    /// <summary>Gives the request for another address; what proves who sends it goes to the same origin only.</summary>
    public RequestPlan RedirectTo(Uri address, bool asGet)
    {
        var isSameOrigin = RequestAddress.IsSameOrigin(Address, address);
        var headers = _headers
            .Where(header => isSameOrigin || KeptForOthers.Contains(header.Key, StringComparer.OrdinalIgnoreCase))
            .Where(header => !asGet || !header.Key.StartsWith("Content-", StringComparison.OrdinalIgnoreCase))
            .ToDictionary(StringComparer.OrdinalIgnoreCase);
        return new RequestPlan(
            asGet ? HttpMethod.Get : Method,
            isSameOrigin && _queryKey is not null ? RequestAddress.Without(address, _queryKey.Name) : address,
            headers,
            asGet ? null : _body,
            isSameOrigin ? _queryKey : null,
            isSameOrigin ? OAuth : null);
    }

    private static void Add(HttpRequestMessage message, string name, string value)
    {
        try
        {
            if (message.Headers.TryAddWithoutValidation(name, value))
            {
                // Without validation a line break would pass here and fail only when it is sent.
                if (value.AsSpan().ContainsAny('\r', '\n', '\0'))
                {
                    throw HttpFailures.Input($"The header '{name}' has a line break in its value.");
                }

                return;
            }

            var isSet = message.Content is { } content && content.Headers.Remove(name) | content.Headers.TryAddWithoutValidation(name, value);
            if (!isSet)
            {
                throw HttpFailures.Input($"The header '{name}' cannot be sent: it describes a body, and there is none, or its name is wrong.");
            }
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException or ArgumentException)
        {
            throw HttpFailures.Input($"The header '{name}' cannot be sent: {e.Message}", e);
        }
    }

    private static void AddConnectionHeaders(Dictionary<string, string> headers, ServerInput input)
    {
        if (input.ConnectionHeaders.Count > 0 && input.BaseUrl is null)
        {
            throw HttpFailures.Input("'connection_headers' needs 'base_url': they go to its origin only.");
        }

        foreach (var (name, value) in input.ConnectionHeaders)
        {
            if (!headers.TryAdd(name, value))
            {
                throw HttpFailures.Input($"The header '{name}' is given by 'headers' and by 'connection_headers'; leave it to the connection.");
            }
        }
    }

    private static void AddAuth(Dictionary<string, string> headers, HttpAuth? auth)
    {
        if (auth is null)
        {
            return;
        }

        var isBasic = auth.Username is not null || auth.Password is not null;
        if (new[] { isBasic, auth.Bearer is not null, auth.ApiKey is not null, auth.Oauth2 is not null }.Count(given => given) != 1)
        {
            throw HttpFailures.Input("'auth' needs one of 'bearer', 'username' with 'password', 'api_key' and 'oauth2'.");
        }

        if (auth.ApiKey is { In: ApiKeyPlace.Header } key)
        {
            headers[key.Name] = key.Value;
        }
        else if (auth.Bearer is { } token)
        {
            headers["Authorization"] = new AuthenticationHeaderValue("Bearer", token).ToString();
        }
        else if (isBasic)
        {
            var pair = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{auth.Username}:{auth.Password}"));
            headers["Authorization"] = new AuthenticationHeaderValue("Basic", pair).ToString();
        }
    }
}
