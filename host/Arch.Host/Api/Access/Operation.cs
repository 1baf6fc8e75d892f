namespace Arch.Host.Api.Access;

/// <summary>Something that the API does.</summary>
/// <param name="Id">Its name in the OpenAPI document.</param>
/// <param name="Permission">What a caller must be allowed.</param>
/// <param name="Summary">What it does, in a line.</param>
internal sealed record Operation(string Id, string Permission, string Summary);
