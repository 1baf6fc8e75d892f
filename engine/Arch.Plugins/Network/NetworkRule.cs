using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;

namespace Arch.Plugins.Network;

/// <summary>
/// A destination that may be connected to: <c>*</c> (all public addresses), <c>api.example.com</c>, <c>*.example.com</c> (all
/// names below), <c>10.1.2.3</c>, <c>10.0.0.0/8</c> or <c>[fd00::1]</c>, each with <c>:port</c> to allow that port alone.
/// </summary>
/// <remarks>
/// A rule with a name allows whatever address the name has, save link-local ones and others that clouds keep their metadata at:
/// these need a rule with the address.
/// </remarks>
public sealed class NetworkRule
{
    private const string BelowPrefix = "*.";

    private readonly string _text;
    private readonly string? _name;
    private readonly IPNetwork? _range;
    private readonly int? _port;

    private NetworkRule(string text, string? name, IPNetwork? range, int? port)
    {
        _text = text;
        _name = name;
        _range = range;
        _port = port;
    }

    /// <summary>Gets the rule that allows all public addresses.</summary>
    public static NetworkRule AnyPublic { get; } = new("*", null, null, null);

    /// <summary>Reads a rule.</summary>
    /// <param name="text">The rule as settings and manifests write it.</param>
    /// <param name="rule">The rule, when there is one.</param>
    /// <returns>Whether the text is a rule.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out NetworkRule? rule)
    {
        rule = null;
        var (destination, port) = SplitPort(text);
        if (port is < 1 or > 65535 || destination.Length == 0)
        {
            return false;
        }

        if (destination == "*")
        {
            rule = port is null ? AnyPublic : new NetworkRule(text, null, null, port);
            return true;
        }

        if (IPNetwork.TryParse(destination, out var range))
        {
            rule = new NetworkRule(text, null, range, port);
        }
        else if (IPAddress.TryParse(destination, out var address))
        {
            var plain = AddressRanges.Plain(address);
            rule = new NetworkRule(text, null, new IPNetwork(plain, plain.GetAddressBytes().Length * 8), port);
        }
        else if (IsName(destination.StartsWith(BelowPrefix, StringComparison.Ordinal) ? destination[2..] : destination))
        {
            rule = new NetworkRule(text, NormalName(destination), null, port);
        }

        return rule is not null;
    }

    /// <summary>Gives the rule as it was written.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => _text;

    /// <summary>Gives a host name in the form that rules compare: lower case, without the dot at the end.</summary>
    internal static string NormalName(string host) => host.TrimEnd('.').ToLowerInvariant();

    /// <summary>Tells whether the rule allows a name, whatever its address may be.</summary>
    internal bool MayAllow(string host, int port) => (_port is null || _port == port) && (_name is null || MatchesName(host));

    /// <summary>Tells whether the rule allows a destination.</summary>
    /// <param name="host">The name that was asked for, in normal form.</param>
    /// <param name="address">An address of it, as <see cref="AddressRanges.Plain"/> gives it.</param>
    /// <param name="port">The port.</param>
    internal bool Allows(string host, IPAddress address, int port)
    {
        if (_port is not null && _port != port)
        {
            return false;
        }

        return _range is { } range ? range.Contains(address)
            : _name is null ? AddressRanges.IsPublic(address)
            : MatchesName(host) && !AddressRanges.IsMetadata(address);
    }

    private bool MatchesName(string host) => _name!.StartsWith(BelowPrefix, StringComparison.Ordinal)
        ? host.Length > _name.Length - 1 && host.EndsWith(_name[1..], StringComparison.Ordinal)
        : host == _name;

    private static (string Destination, int? Port) SplitPort(string text)
    {
        var colon = text.LastIndexOf(':');
        var isPort = colon > 0 && (text.IndexOf(':', StringComparison.Ordinal) == colon || text[colon - 1] == ']');
        var destination = isPort ? text[..colon] : text;
        if (destination.StartsWith('[') && destination.EndsWith(']'))
        {
            destination = destination[1..^1];
        }

        int? port = !isPort ? null
            : int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
            : 0;
        return (destination, port);
    }

    private static bool IsName(string text) =>
        Uri.CheckHostName(text) == UriHostNameType.Dns && !text.Contains('*', StringComparison.Ordinal);
}
