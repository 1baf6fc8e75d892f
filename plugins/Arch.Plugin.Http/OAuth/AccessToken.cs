namespace Arch.Plugin.Http;

/// <summary>A token that a server gave, and until when it is used.</summary>
internal sealed record AccessToken(string Value, DateTimeOffset UsedUntil)
{
    // The record's own text would hold the token.
    public override string ToString() => "access token";
}
