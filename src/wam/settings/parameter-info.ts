import getWamParameterInfo from '@webaudiomodules/sdk/src/WamParameterInfo.js';
import type { WamParameterInfo, WamParameterInfoMap } from '@webaudiomodules/api/dist/index.js';
import { PARAMETER_IDS, PARAMETERS } from './parameters.js';

const SdkParameterInfo = getWamParameterInfo();

/** The SDK's parameter info with `valueString` for parameters without choices; the SDK's has no text for them. */
class ParameterInfo extends SdkParameterInfo {
  override valueString(value: number): string {
    const digits = this.discreteStep > 0 ? String(value) : value.toFixed(2);
    return [digits, this.units].filter(Boolean).join(' ');
  }
}

/**
 * Returns the parameter descriptions that a host shows. Main thread.
 * @param ids of the requested parameters; an empty list requests all
 */
export function parameterInfo(ids: readonly string[]): WamParameterInfoMap {
  const requested = ids.length > 0 ? PARAMETER_IDS.filter((id) => ids.includes(id)) : PARAMETER_IDS;
  return Object.fromEntries(requested.map((id) => [id, new ParameterInfo(id, PARAMETERS[id]) as WamParameterInfo]));
}
