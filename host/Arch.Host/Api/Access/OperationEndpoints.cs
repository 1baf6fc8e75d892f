namespace Arch.Host.Api.Access;

/// <summary>Ties endpoints to operations.</summary>
internal static class OperationEndpoints
{
    /// <summary>Says which operation an endpoint is.</summary>
    public static RouteHandlerBuilder Does(this RouteHandlerBuilder endpoint, Operation operation) =>
        endpoint.WithMetadata(operation).WithName(operation.Id).WithSummary(operation.Summary);
}
