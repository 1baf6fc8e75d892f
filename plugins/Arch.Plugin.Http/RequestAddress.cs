using System.Text;
using System.Text.Json;

namespace Arch.Plugin.Http;

/// <summary>Makes the address of a request.</summary>
internal static class RequestAddress
{
    /// <exception cref="Sdk.StepException">http_input: the address is not an absolute http or https address.</exception>
    public static Uri Create(string url, IReadOnlyDictionary<string, JsonElement> query)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || !IsHttp(address))
        {
            throw HttpFailures.Input($"The url '{Shorten(url)}' is not an absolute http or https address.");
        }

        if (address.UserInfo.Length > 0)
        {
            throw HttpFailures.Input("The url holds a user name or password. Give them as 'auth'.");
        }

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
    private static string Shorten(string url) => url.Split('?')[0] is var start && start.Length <= 100 ? start : start[..100] + "…";
}
