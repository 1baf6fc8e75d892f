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

    private RequestPlan(HttpMethod method, Uri address, Dictionary<string, string> headers, RequestBody? body)
    {
        Method = method;
        Address = address;
        _headers = headers;
        _body = body;
    }

    public HttpMethod Method { get; }

    public Uri Address { get; }

    /// <summary>Gets the request for messages: method and address without its query, which may hold keys.</summary>
    public string Name => $"{Method} {Address.GetLeftPart(UriPartial.Path)}";

    /// <exception cref="StepException">http_input.</exception>
    public static RequestPlan Create(HttpRequestInput input, StepContext context)
    {
        var address = RequestAddress.Create(input.Url, input.Query);
        var method = new HttpMethod(input.Method);
        var body = RequestBody.Create(input);
        var headers = new Dictionary<string, string>(input.Headers, StringComparer.OrdinalIgnoreCase);
        AddAuth(headers, input.Auth);
        headers.TryAdd("User-Agent", "Arch");
        if (method == HttpMethod.Post || method == HttpMethod.Patch)
        {
            headers.TryAdd("Idempotency-Key", context.IdempotencyKey);
        }

        var plan = new RequestPlan(method, address, headers, body);
        plan.CreateMessage().Dispose(); // refuses wrong headers before anything is sent
        return plan;
    }

    public HttpRequestMessage CreateMessage()
    {
        var message = new HttpRequestMessage(Method, Address) { Content = _body?.CreateContent() };
        foreach (var (name, value) in _headers)
        {
            Add(message, name, value);
        }

        return message;
    }

    /// <summary>Gives the request that follows a redirect.</summary>
    public RequestPlan RedirectTo(Uri address, bool asGet)
    {
        var isSameOrigin = Uri.Compare(
            Address, address, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0;
        var headers = _headers
            .Where(header => isSameOrigin || KeptForOthers.Contains(header.Key, StringComparer.OrdinalIgnoreCase))
            .Where(header => !asGet || !header.Key.StartsWith("Content-", StringComparison.OrdinalIgnoreCase))
            .ToDictionary(StringComparer.OrdinalIgnoreCase);
        return new RequestPlan(asGet ? HttpMethod.Get : Method, address, headers, asGet ? null : _body);
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

    private static void AddAuth(Dictionary<string, string> headers, HttpAuth? auth)
    {
        if (auth is null)
        {
            return;
        }

        var isBasic = auth.Username is not null || auth.Password is not null;
        if (isBasic == auth.Bearer is not null)
        {
            throw HttpFailures.Input("'auth' needs either 'bearer', or 'username' and 'password'.");
        }

        var value = auth.Bearer is { } token
            ? new AuthenticationHeaderValue("Bearer", token)
            : new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{auth.Username}:{auth.Password}")));
        headers["Authorization"] = value.ToString();
    }
}
