using Arch.Host.Api.Access;
using Arch.Host.Api.Problems;
using Arch.Host.Settings;
using Arch.Host.Steps;

namespace Arch.Host.Api.Secrets;

/// <summary><c>/api/v1/connections</c> and <c>/api/v1/secrets</c>; values go in, and never out.</summary>
internal static class SecretEndpoints
{
    public static void Map(IEndpointRouteBuilder api, ArchSettings settings)
    {
        var folder = new SecretFolder(settings.SecretFolder);
        api.MapGet("/connections", () => settings.Connections
                .OrderBy(connection => connection.Key, StringComparer.Ordinal)
                .Select(connection => new ConnectionResource(connection.Key, connection.Value.For)))
            .WithTags("Connections")
            .Does(Operations.ListConnections);
        api.MapGet("/secrets", () => folder.List().Select(secret => new SecretResource(secret.Name, secret.SetAt)))
            .WithTags("Connections")
            .Does(Operations.ListSecrets);
        api.MapPut("/secrets/{name}", (string name, SecretRequest body) =>
            {
                Check(name);
                folder.Set(name, body.Value);
                return Results.NoContent();
            })
            .WithTags("Connections")
            .Produces(StatusCodes.Status204NoContent)
            .Does(Operations.SetSecret);
        api.MapDelete("/secrets/{name}", (string name) =>
            {
                Check(name);
                return folder.Remove(name)
                    ? Results.NoContent()
                    : throw new ProblemException(StatusCodes.Status404NotFound, "ARCH6120", $"There is no secret '{name}' in the secret folder.");
            })
            .WithTags("Connections")
            .Produces(StatusCodes.Status204NoContent)
            .Does(Operations.RemoveSecret);
    }

    private static void Check(string name)
    {
        if (!Steps.Secrets.IsName(name))
        {
            throw new ProblemException(
                StatusCodes.Status400BadRequest, "ARCH6102", $"'{name}' cannot be the name of a secret: use letters, digits, '_' and '-', 128 at most.");
        }
    }
}
