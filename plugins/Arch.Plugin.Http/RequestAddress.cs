using System.Text;
using System.Text.Json;

namespace Arch.Plugin.Http;

/// <summary>Makes the address of a request.</summary>
internal static class RequestAddress
{
    /// <exception cref="Sdk.StepException">http_input: the address is not an absolute http or https address, or not below its base.</exception>
    public static Uri Create(ServerInput input)
    {
        var address = input.BaseUrl is { } baseUrl ? Below(Base(baseUrl), input.Url) : Absolute("url", input.Url);
        return WithQuery(address, input.Query);
    }

    /// <summary>Reads the address that others must stay below. Its path ends with a slash.</summary>
    public static Uri Base(string baseUrl)
    {
        var address = Absolute("base_url", baseUrl);
        if (address.Query.Length > 0 || address.Fragment.Length > 0)
        {
            throw HttpFailures.Input($"The base_url '{Shorten(baseUrl)}' has a query or fragment; it must be an origin and a path.");
        }

        return address.AbsolutePath.EndsWith('/') ? address : new Uri(address.AbsoluteUri + "/");
    }

    /// <summary>Tells whether an address has the origin of a base and lies below its path.</summary>
    public static bool IsBelow(Uri root, Uri address)
    {
        if (!IsSameOrigin(root, address))
        {
            return false;
        }

        // What is encoded now may be dots and slashes to a server that decodes first.
        var path = address.AbsolutePath;
        var decoded = path;
        for (var i = 0; i < 3; i++)
        {
            decoded = Uri.UnescapeDataString(decoded);
        }

        var climbs = decoded.Split('/', '\\').Any(part => part.Split(';')[0] is "..");
        return !climbs && (path.StartsWith(root.AbsolutePath, StringComparison.Ordinal) || path + "/" == root.AbsolutePath);
    }

    public static bool IsSameOrigin(Uri left, Uri right) =>
        Uri.Compare(left, right, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0;

    /// <summary>Gives an address with the parameters of one name left out, such as those that hold a key.</summary>
    public static Uri Without(Uri address, string parameter)
    {
        var name = Uri.EscapeDataString(parameter);
        var kept = address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Where(pair => pair.Split('=')[0] is var given && given != name && Uri.UnescapeDataString(given) != parameter);
        return new UriBuilder(address) { Query = string.Join('&', kept) }.Uri;
    }

    /// <summary>Gives an address with a parameter in place of those of its name.</summary>
    public static Uri With(Uri address, string parameter, string value)
    {
        var builder = new UriBuilder(Without(address, parameter));
        var before = builder.Query.TrimStart('?');
        builder.Query = $"{before}{(before.Length == 0 ? "" : "&")}{Uri.EscapeDataString(parameter)}={Uri.EscapeDataString(value)}";
        return builder.Uri;
    }

    private static Uri Below(Uri root, string url)
    {
        // What stands for itself is an address; all else counts from the base, also with a slash at its beginning.
        var isAbsolute = Uri.TryCreate(url, UriKind.Absolute, out var absolute) && absolute.Scheme != Uri.UriSchemeFile;
        var address = isAbsolute ? absolute : Uri.TryCreate(root, url.StartsWith('/') ? url[1..] : url, out var relative) ? relative : null;
        if (address is null || address.UserInfo.Length > 0 || url.StartsWith("//", StringComparison.Ordinal) || url.Contains('\\', StringComparison.Ordinal)
            || !IsBelow(root, address))
        {
            throw HttpFailures.Input($"The url '{Shorten(url)}' does not stay below the base_url '{root.GetLeftPart(UriPartial.Path)}'.");
        }

        return address;
    }

    private static Uri Absolute(string input, string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || !IsHttp(address))
        {
            throw HttpFailures.Input($"The {input} '{Shorten(url)}' is not an absolute http or https address.");
        }

        return address.UserInfo.Length == 0
            ? address
            : throw HttpFailures.Input($"The {input} holds a user name or password. Give them as 'auth'.");
    }

    private static Uri WithQuery(Uri address, IReadOnlyDictionary<string, JsonElement> query)
    {
        if (query.Count == 0)
        {
            return address;
        }

        var text = new StringBuilder(address.Query);
        foreach (var (name, value) in FormFields.Flatten("query", query))
        {
            text.Append(text.Length == 0 ? '?' : '&').Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value));
        }

        return new UriBuilder(address) { Query = text.ToString() }.Uri;
    }

    public static bool IsHttp(Uri address) => address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps;

    // Up to the query, which may hold keys.
    public static string Shorten(string url) => url.Split('?')[0] is var start && start.Length <= 100 ? start : start[..100] + "…";
}
