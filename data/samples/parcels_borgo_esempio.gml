<?xml version="1.0" encoding="UTF-8"?>
<!-- Invented content: no such municipality, sheet or parcel exists -->
<wfs:FeatureCollection xmlns:CP="http://mapserver.gis.umn.edu/mapserver" xmlns:gml="http://www.opengis.net/gml/3.2" xmlns:wfs="http://www.opengis.net/wfs/2.0" timeStamp="2024-06-15T09:30:00" numberMatched="unknown" numberReturned="10">
  <wfs:member>
    <CP:CadastralParcel gml:id="CadastralParcel.IT.AGE.PLA.Z999_000100.1">
      <CP:msGeometry><gml:Polygon gml:id="p0" srsName="urn:ogc:def:crs:EPSG::6706"><gml:exterior><gml:LinearRing><gml:posList srsDimension="2">45.31600000 9.61600000 45.31600000 9.61660000 45.31640000 9.61660000 45.31640000 9.61600000 45.31600000 9.61600000</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></CP:msGeometry>
      <CP:INSPIREID_LOCALID>IT.AGE.PLA.Z999_000100.1</CP:INSPIREID_LOCALID>
      <CP:INSPIREID_NAMESPACE>IT.AGE.PLA.</CP:INSPIREID_NAMESPACE>
      <CP:LABEL>1</CP:LABEL>
      <CP:NATIONALCADASTRALREFERENCE>Z999_000100.1</CP:NATIONALCADASTRALREFERENCE>
      <CP:ADMINISTRATIVEUNIT>Z999</CP:ADMINISTRATIVEUNIT>
    </CP:CadastralParcel>
  </wfs:member>
  <wfs:member>
    <CP:CadastralParcel gml:id="CadastralParcel.IT.AGE.PLA.Z999_000100.2">
      <CP:msGeometry><gml:Polygon gml:id="p1" srsName="urn:ogc:def:crs:EPSG::6706"><gml:exterior><gml:LinearRing><gml:posList srsDimension="2">45.31600000 9.61660000 45.31600000 9.61720000 45.31640000 9.61720000 45.31640000 9.61660000 45.31600000 9.61660000</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></CP:msGeometry>
      <CP:INSPIREID_LOCALID>IT.AGE.PLA.Z999_000100.2</CP:INSPIREID_LOCALID>
      <CP:INSPIREID_NAMESPACE>IT.AGE.PLA.</CP:INSPIREID_NAMESPACE>
      <CP:LABEL>2</CP:LABEL>
      <CP:NATIONALCADASTRALREFERENCE>Z999_000100.2</CP:NATIONALCADASTRALREFERENCE>
      <CP:ADMINISTRATIVEUNIT>Z999</CP:ADMINISTRATIVEUNIT>
    </CP:CadastralParcel>
  </wfs:member>
  <wfs:member>
    <CP:CadastralParcel gml:id="CadastralParcel.IT.AGE.PLA.Z999_000100.3">
      <CP:msGeometry><gml:Polygon gml:id="p2" srsName="urn:ogc:def:crs:EPSG::6706"><gml:exterior><gml:LinearRing><gml:posList srsDimension="2">45.31600000 9.61720000 45.31600000 9.61780000 45.31640000 9.61780000 45.31640000 9.61720000 45.31600000 9.61720000</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></CP:msGeometry>
      <CP:INSPIREID_LOCALID>IT.AGE.PLA.Z999_000100.3</CP:INSPIREID_LOCALID>
      <CP:INSPIREID_NAMESPACE>IT.AGE.PLA.</CP:INSPIREID_NAMESPACE>
      <CP:LABEL>3</CP:LABEL>
      <CP:NATIONALCADASTRALREFERENCE>Z999_000100.3</CP:NATIONALCADASTRALREFERENCE>
      <CP:ADMINISTRATIVEUNIT>Z999</CP:ADMINISTRATIVEUNIT>
    </CP:CadastralParcel>
  </wfs:member>
  <wfs:member>
    <CP:CadastralParcel gml:id="CadastralParcel.IT.AGE.PLA.Z999_000100.4">
      <CP:msGeometry><gml:Polygon gml:id="p3" srsName="urn:ogc:def:crs:EPSG::6706"><gml:exterior><gml:LinearRing><gml:posList srsDimension="2">45.31600000 9.61780000 45.31600000 9.61840000 45.31640000 9.61840000 45.31640000 9.61780000 45.31600000 9.61780000</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></CP:msGeometry>
      <CP:INSPIREID_LOCALID>IT.AGE.PLA.Z999_000100.4</CP:INSPIREID_LOCALID>
      <CP:INSPIREID_NAMESPACE>IT.AGE.PLA.</CP:INSPIREID_NAMESPACE>
      <CP:LABEL>4</CP:LABEL>
      <CP:NATIONALCADASTRALREFERENCE>Z999_000100.4</CP:NATIONALCADASTRALREFERENCE>
      <CP:ADMINISTRATIVEUNIT>Z999</CP:ADMINISTRATIVEUNIT>
    </CP:CadastralParcel>
  </wfs:member>
  <wfs:member>
    <CP:CadastralParcel gml:id="CadastralParcel.IT.AGE.PLA.Z999_000100.5">
      <CP:msGeometry><gml:Polygon gml:id="p4" srsName="urn:ogc:def:crs:EPSG::6706"><gml:exterior><gml:LinearRing><gml:posList srsDimension="2">45.31600000 9.61840000 45.31600000 9.61900000 45.31640000 9.61900000 45.31640000 9.61840000 45.31600000 9.61840000</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></CP:msGeometry>
      <CP:INSPIREID_LOCALID>IT.AGE.PLA.Z999_000100.5</CP:INSPIREID_LOCALID>
      <CP:INSPIREID_NAMESPACE>IT.AGE.PLA.</CP:INSPIREID_NAMESPACE>
      <CP:LABEL>5</CP:LABEL>
      <CP:NATIONALCADASTRALREFERENCE>Z999_000100.5</CP:NATIONALCADASTRALREFERENCE>
      <CP:ADMINISTRATIVEUNIT>Z999</CP:ADMINISTRATIVEUNIT>
    </CP:CadastralParcel>
  </wfs:member>
  <wfs:member>
    <CP:CadastralParcel gml:id="CadastralParcel.IT.AGE.PLA.Z999_000100.6">
      <CP:msGeometry><gml:Polygon gml:id="p5" srsName="urn:ogc:def:crs:EPSG::6706"><gml:exterior><gml:LinearRing><gml:posList srsDimension="2">45.31600000 9.61900000 45.31600000 9.61960000 45.31640000 9.61960000 45.31640000 9.61900000 45.31600000 9.61900000</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></CP:msGeometry>
      <CP:INSPIREID_LOCALID>IT.AGE.PLA.Z999_000100.6</CP:INSPIREID_LOCALID>
      <CP:INSPIREID_NAMESPACE>IT.AGE.PLA.</CP:INSPIREID_NAMESPACE>
      <CP:LABEL>6</CP:LABEL>
      <CP:NATIONALCADASTRALREFERENCE>Z999_000100.6</CP:NATIONALCADASTRALREFERENCE>
      <CP:ADMINISTRATIVEUNIT>Z999</CP:ADMINISTRATIVEUNIT>
    </CP:CadastralParcel>
  </wfs:member>
  <wfs:member>
    <CP:CadastralParcel gml:id="CadastralParcel.IT.AGE.PLA.Z999_000100.7">
      <CP:msGeometry><gml:Polygon gml:id="p7" srsName="urn:ogc:def:crs:EPSG::6706"><gml:exterior><gml:LinearRing><gml:posList srsDimension="2">45.31660000 9.61600000 45.31660000 9.61700000 45.31740000 9.61700000 45.31740000 9.61600000 45.31660000 9.61600000</gml:posList></gml:LinearRing></gml:exterior><gml:interior><gml:LinearRing><gml:posList srsDimension="2">45.31680000 9.61630000 45.31680000 9.61660000 45.31710000 9.61660000 45.31710000 9.61630000 45.31680000 9.61630000</gml:posList></gml:LinearRing></gml:interior></gml:Polygon></CP:msGeometry>
      <CP:INSPIREID_LOCALID>IT.AGE.PLA.Z999_000100.7</CP:INSPIREID_LOCALID>
      <CP:INSPIREID_NAMESPACE>IT.AGE.PLA.</CP:INSPIREID_NAMESPACE>
      <CP:LABEL>7</CP:LABEL>
      <CP:NATIONALCADASTRALREFERENCE>Z999_000100.7</CP:NATIONALCADASTRALREFERENCE>
      <CP:ADMINISTRATIVEUNIT>Z999</CP:ADMINISTRATIVEUNIT>
    </CP:CadastralParcel>
  </wfs:member>
  <wfs:member>
    <CP:CadastralParcel gml:id="CadastralParcel.IT.AGE.PLA.Z999_0001A0.12/2">
      <CP:msGeometry><gml:MultiSurface gml:id="p8" srsName="urn:ogc:def:crs:EPSG::6706"><gml:surfaceMember><gml:Polygon gml:id="p8a" srsName="urn:ogc:def:crs:EPSG::6706"><gml:exterior><gml:LinearRing><gml:posList srsDimension="2">45.31660000 9.61750000 45.31660000 9.61800000 45.31700000 9.61800000 45.31700000 9.61750000 45.31660000 9.61750000</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember><gml:surfaceMember><gml:Polygon gml:id="p8b" srsName="urn:ogc:def:crs:EPSG::6706"><gml:exterior><gml:LinearRing><gml:posList srsDimension="2">45.31660000 9.61850000 45.31660000 9.61900000 45.31700000 9.61900000 45.31700000 9.61850000 45.31660000 9.61850000</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember></gml:MultiSurface></CP:msGeometry>
      <CP:INSPIREID_LOCALID>IT.AGE.PLA.Z999_0001A0.12/2</CP:INSPIREID_LOCALID>
      <CP:INSPIREID_NAMESPACE>IT.AGE.PLA.</CP:INSPIREID_NAMESPACE>
      <CP:LABEL>12/2</CP:LABEL>
      <CP:NATIONALCADASTRALREFERENCE>Z999_0001A0.12/2</CP:NATIONALCADASTRALREFERENCE>
      <CP:ADMINISTRATIVEUNIT>Z999</CP:ADMINISTRATIVEUNIT>
    </CP:CadastralParcel>
  </wfs:member>
  <wfs:member>
    <CP:CadastralParcel gml:id="CadastralParcel.IT.AGE.PLA.Z999_000100.STRADA001">
      <CP:msGeometry><gml:Polygon gml:id="s1" srsName="urn:ogc:def:crs:EPSG::6706"><gml:exterior><gml:LinearRing><gml:posList srsDimension="2">45.31640000 9.61600000 45.31640000 9.61960000 45.31660000 9.61960000 45.31660000 9.61600000 45.31640000 9.61600000</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></CP:msGeometry>
      <CP:INSPIREID_LOCALID>IT.AGE.PLA.Z999_000100.STRADA001</CP:INSPIREID_LOCALID>
      <CP:INSPIREID_NAMESPACE>IT.AGE.PLA.</CP:INSPIREID_NAMESPACE>
      <CP:LABEL>STRADA001</CP:LABEL>
      <CP:NATIONALCADASTRALREFERENCE>Z999_000100.STRADA001</CP:NATIONALCADASTRALREFERENCE>
      <CP:ADMINISTRATIVEUNIT>Z999</CP:ADMINISTRATIVEUNIT>
    </CP:CadastralParcel>
  </wfs:member>
  <wfs:member>
    <CP:CadastralParcel gml:id="CadastralParcel.IT.AGE.PLA.Z999_000100.ACQUA001">
      <CP:msGeometry><gml:Polygon gml:id="s2" srsName="urn:ogc:def:crs:EPSG::6706"><gml:exterior><gml:LinearRing><gml:posList srsDimension="2">45.31570000 9.61600000 45.31570000 9.61960000 45.31600000 9.61960000 45.31600000 9.61600000 45.31570000 9.61600000</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></CP:msGeometry>
      <CP:INSPIREID_LOCALID>IT.AGE.PLA.Z999_000100.ACQUA001</CP:INSPIREID_LOCALID>
      <CP:INSPIREID_NAMESPACE>IT.AGE.PLA.</CP:INSPIREID_NAMESPACE>
      <CP:LABEL>ACQUA001</CP:LABEL>
      <CP:NATIONALCADASTRALREFERENCE>Z999_000100.ACQUA001</CP:NATIONALCADASTRALREFERENCE>
      <CP:ADMINISTRATIVEUNIT>Z999</CP:ADMINISTRATIVEUNIT>
    </CP:CadastralParcel>
  </wfs:member>
</wfs:FeatureCollection>
